/** What the pages ask about the columns of tables. */
import {
  skipToken,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { Job, MappingView, TableMapping, TablesView } from "@vallgrav/platform/api";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

function formOf(file: File): FormData {
  const form = new FormData();
  form.append("files", file, file.name);
  return form;
}

const noFiles: readonly File[] = [];

/**
 * The files that were sent for an import, as long as this browser has them in hand and they are not
 * settled; and a way to settle one.
 */
export function useSent(jobId: string): {
  readonly files: readonly File[];
  /** Whether this browser sent them, since the page was opened. */
  readonly wasSent: boolean;
  readonly settle: (file: File) => void;
} {
  const client = useQueryClient();
  const queryKey = ["sent", jobId];
  const { data: files = noFiles, isSuccess: wasSent } = useQuery<readonly File[]>({
    queryKey,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const settle = (file: File): void => {
    client.setQueryData(
      queryKey,
      files.filter((one) => one !== file),
    );
  };
  return { files, wasSent, settle };
}

/** Shows the tables of a file that this browser holds; asked once for each file. */
export function useTables(file: File): UseQueryResult<TablesView> {
  return useQuery({
    queryKey: ["tables", file.name, file.size, file.lastModified],
    queryFn: () => send<TablesView>("POST", "/tables", formOf(file)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Sends a file with what its columns mean; answers with the job. */
export function useImportAs(): UseMutationResult<
  Job,
  Error,
  { readonly file: File; readonly mapping: TableMapping }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ file, mapping }) => {
      const form = new FormData();
      form.append("mapping", JSON.stringify(mapping));
      form.append("files", file, file.name);
      return send<Job>("POST", "/imports", form);
    },
    onSuccess: forget,
  });
}

/** The meanings that are remembered, oldest first. */
export function useMappings(): UseQueryResult<readonly MappingView[]> {
  return useQuery({
    queryKey: ["mappings"],
    queryFn: async ({ signal }) =>
      (await read<{ readonly mappings: readonly MappingView[] }>("/mappings", signal)).mappings,
  });
}

/** Forgets one by its id. */
export function useForgetMapping(): UseMutationResult<unknown, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send("DELETE", `/mappings/${id}`),
    onSuccess: forget,
  });
}
