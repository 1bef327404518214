using PathToProd.Formats.Shapes;
using PathToProd.Model.Environments;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>The path of promotions: what it names is there, each environment is on it once, and it goes one way.</summary>
internal static class PromotionChecks
{
    public static void Run(PromotionFile file, PlatformModel model, List<Problem> problems)
    {
        var steps = file.Path.ToDictionary(step => step.Name, StringComparer.Ordinal);
        var places = new Dictionary<string, (string Step, SourcePosition Where)>(StringComparer.Ordinal);
        foreach (var step in file.Path)
        {
            Environments(step, model, places, problems);
            After(step, steps, problems);
            Policy(step, file, problems);
            TimeZoneCheck.Run(step, problems);
        }

        Order(file, steps, problems);
        foreach (var policy in file.Policies)
        {
            foreach (var gate in policy.Value.Gates)
            {
                References(file, policy.Name, gate, model, problems);
                GateChecks.Run(file, policy, gate, model, problems);
            }
        }

        foreach (var monitor in file.Monitors)
        {
            if (monitor.Value is { Prometheus: null, Alertmanagers: [] })
            {
                problems.Add(
                    new Problem(
                        monitor.Where,
                        $"the monitor {monitor.Name} has neither prometheus nor alertmanagers",
                        "add the address of one of them, or remove the monitor"
                    )
                );
            }
        }

        Records(file, model, problems);
    }

    private static void Environments(
        Named<StepFile> step,
        PlatformModel model,
        Dictionary<string, (string Step, SourcePosition Where)> places,
        List<Problem> problems
    )
    {
        var said = step.Value.Environments;
        foreach (var name in said.Length == 0 ? [step.Name] : said)
        {
            var where = said.Length == 0 ? step.Where : step.Value.Source.Value("environments", name);
            if (!IsDeployable(name, where, $"the step {step.Name} is about", model, problems))
            {
                continue;
            }

            if (!places.TryAdd(name, (step.Name, where)))
            {
                var (other, place) = places[name];
                problems.Add(
                    new Problem(
                        where,
                        $"{name} is in two steps, {other} and {step.Name}, and an environment is promoted to in one",
                        $"remove it here or at {place}"
                    )
                );
            }

            if (step.Value.After.Length > 0 && model.Environments[name].Versions != VersionSource.Pinned)
            {
                problems.Add(
                    new Problem(
                        model.Environments[name].Source["versions"],
                        $"{name} deploys what the working copy holds, and a promotion to it would change nothing",
                        $"write versions: pinned in environments/{name}/environment.yaml, or take {name} off the path"
                    )
                );
            }
        }
    }

    private static bool IsDeployable(
        string name,
        SourcePosition where,
        string subject,
        PlatformModel model,
        List<Problem> problems
    )
    {
        string[] names = [.. model.DeployableEnvironments.Select(environment => environment.Name)];
        if (names.Contains(name, StringComparer.Ordinal))
        {
            return true;
        }

        problems.Add(
            model.Environments.ContainsKey(name)
                ? new Problem(
                    where,
                    $"{subject} {name}, which has no target: it is only there to be extended",
                    "name one that has a target"
                )
                : new Problem(
                    where,
                    $"{subject} {name}, and there is no such environment",
                    Suggestion.Fix(name, names, "environment", $"add environments/{name}/environment.yaml")
                )
        );
        return false;
    }

    private static void After(
        Named<StepFile> step,
        Dictionary<string, Named<StepFile>> steps,
        List<Problem> problems
    ) =>
        problems.AddRange(
            from before in step.Value.After
            where !steps.ContainsKey(before)
            select new Problem(
                step.Value.Source.Value("after", before),
                $"the step {step.Name} comes after {before}, and there is no such step",
                Suggestion.Fix(before, steps.Keys.Where(name => name != step.Name), "step", "remove it")
            )
        );

    private static void Policy(Named<StepFile> step, PromotionFile file, List<Problem> problems)
    {
        var names = file.Policies.Select(policy => policy.Name).ToArray();
        if (step.Value.Policy is { } policy && !names.Contains(policy, StringComparer.Ordinal))
        {
            problems.Add(
                new Problem(
                    step.Value.Source["policy"],
                    $"the step {step.Name} has the policy {policy}, and there is no such policy",
                    Suggestion.Fix(policy, names, "policy", $"add it to policies, or remove it here", "policies")
                )
            );
        }
    }

    private static void Order(PromotionFile file, Dictionary<string, Named<StepFile>> steps, List<Problem> problems)
    {
        var cycles = Cycles.Find(steps.Keys, name => steps[name].Value.After.Where(steps.ContainsKey));
        problems.AddRange(
            from cycle in cycles
            select new Problem(
                steps[cycle[0]].Where,
                $"the path goes in a circle: {string.Join(" after ", cycle.Append(cycle[0]))}",
                "remove one after of these"
            )
        );
        if (steps.Count == 0)
        {
            problems.Add(
                new Problem(
                    file.Source["path"],
                    "the path has no steps",
                    "add one such as \"ci: {}\", or remove the file"
                )
            );
        }
    }

    private static void References(
        PromotionFile file,
        string policy,
        Named<GateFile> gate,
        PlatformModel model,
        List<Problem> problems
    )
    {
        foreach (var reference in gate.Value.Rule?.References ?? [])
        {
            var where = file.Source[$"policies.{policy}.gates.{gate.Name}.{gate.Value.Rule!.Kind}.{reference.Key}"];
            var subject = $"the gate {gate.Name} of the policy {policy} asks";
            switch (reference.Kind)
            {
                case ReferenceKind.Environment:
                    IsDeployable(reference.Name, where, subject, model, problems);
                    break;
                case ReferenceKind.TimeZone:
                    TimeZoneCheck.Run(reference.Name, where, subject, problems);
                    break;
                case ReferenceKind.People:
                    PeopleCheck.Run(reference.Name, where, subject, model.Platform, problems);
                    break;
                case ReferenceKind.Monitor:
                    var monitors = file.Monitors.Select(monitor => monitor.Name).ToArray();
                    if (!monitors.Contains(reference.Name, StringComparer.Ordinal))
                    {
                        problems.Add(
                            new Problem(
                                where,
                                $"{subject} {reference.Name}, and there is no such monitor",
                                Suggestion.Fix(reference.Name, monitors, "monitor", "add it to monitors")
                            )
                        );
                    }

                    break;
            }
        }
    }

    private static void Records(PromotionFile file, PlatformModel model, List<Problem> problems)
    {
        var inClusters = model.Platform.Ledger.Backend == LedgerBackend.Cluster;
        if (file.RecordsIn is not { } name)
        {
            if (inClusters)
            {
                problems.Add(
                    new Problem(
                        new SourcePosition(PromotionPath.FileName),
                        "ledgers are kept in clusters, and the path does not say in which one its own records are",
                        "add \"records-in: NAME\" with an environment whose cluster lasts, such as the genesis environment"
                    )
                );
            }
        }
        else if (!inClusters)
        {
            problems.Add(
                new Problem(
                    file.Source["records-in"],
                    "records-in means something only where platform.yaml keeps ledgers in clusters",
                    "remove it"
                )
            );
        }
        else if (
            IsDeployable(name, file.Source["records-in"], "records are kept in", model, problems)
            && model.Environments[name].Target is not Target.Cluster
        )
        {
            problems.Add(
                new Problem(
                    file.Source["records-in"],
                    $"records are kept in {name}, which is a directory",
                    "name an environment with a cluster"
                )
            );
        }
    }
}
