/** Webhooks: whom we tell when something has happened, and what was told. */
import type { WebhooksView, WebhookView } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";

const key = ["webhooks"] as const;

/** Whom we may tell, whom we do, and the newest of what was told. */
export function useWebhooks(): UseQueryResult<WebhooksView> {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<WebhooksView>("/webhooks", signal),
  });
}

/** A webhook with its secret, which is told this once. */
export type MadeWebhook = WebhookView & { readonly secret: string };

/** Adds one. */
export function useAddWebhook(): UseMutationResult<
  MadeWebhook,
  Error,
  { readonly url: string; readonly events: readonly string[] }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => send<MadeWebhook>("POST", "/webhooks", wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** Removes one, or sends it a trial. */
export function useWebhookStep(): UseMutationResult<
  void,
  Error,
  { readonly id: string; readonly step: "remove" | "test" }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, step }) =>
      step === "remove"
        ? send<void>("DELETE", `/webhooks/${id}`)
        : send<void>("POST", `/webhooks/${id}/test`),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
