/** Checks the detectors of a scene and what follows their alerts. */
import { nodeName } from "../graph/names.ts";
import type { Presence, Staffing } from "../scene.ts";
import type { Check } from "./check.ts";
import { checkNode, checkProbability, checkTime, isIndex, isShare } from "./check.ts";

/** Checks what is known of whether a gate or a detector is there, but for its coverage. */
export function checkPresence(
  { scene, report }: Check,
  { biases, evidence }: Presence,
  index: number,
): void {
  for (const bias of biases)
    if (!isIndex(bias, scene.parameters.length))
      report("mal/scene-index", { list: "biases", index: bias });
  if (Number.isNaN(evidence)) report("mal/scene-range", { what: "evidence", index });
}

/** Without any staffed time nobody ever answers; a scene says so by having no response. */
function isStaffingValid({ periodHours, gapsHours }: Staffing): boolean {
  const unstaffed = gapsHours.reduce((sum, gap) => sum + gap, 0);
  return (
    Number.isFinite(periodHours) && gapsHours.every((gap) => gap >= 0) && unstaffed < periodHours
  );
}

/** Checks detectors, response, and how the attacker hides. */
export function checkDetection(check: Check): void {
  const { scene, report } = check;
  scene.detectors.forEach((detector, index) => {
    const { node, type, technique, coverage, stateKey } = detector;
    const isNode = checkNode(check, "detectors", [node, index], "step");
    if (coverage !== -1) checkProbability(check, "coverage", coverage);
    checkPresence(check, detector, index);
    checkProbability(check, "sensitivity", detector.sensitivity);
    checkTime(check, detector.alertDelay, isNode ? nodeName(scene.graph, node) : "detectors");
    if (type === "" || technique === "" || (stateKey === "" && coverage !== -1))
      report("mal/scene-key-missing", { list: "detectors", index });
  });
  const { response, campaign } = scene;
  if (!isShare(campaign.stealth)) report("mal/scene-range", { what: "stealth", index: 0 });
  if (response === null) return;
  checkTime(check, response.triage, "triage");
  checkTime(check, response.containment, "containment");
  checkProbability(check, "success", response.success);
  if (!isStaffingValid(response.staffing))
    report("mal/scene-range", { what: "staffing", index: 0 });
}
