using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>What must hold for components beside what each manifest says by itself.</summary>
internal static class ComponentChecks
{
    public static void Run(LoadedComponents components, IEnumerable<string> policies, List<Problem> problems)
    {
        var firstWithName = new Dictionary<string, ComponentManifest>(StringComparer.OrdinalIgnoreCase);
        foreach (var (folder, manifest) in components.All)
        {
            if (manifest is null)
            {
                continue;
            }

            Name(folder, manifest, firstWithName, problems);
            Requirements(manifest, components, problems);
            RelationChecks.Component(manifest, components, problems);
            Inputs(manifest, problems);
            Policies(manifest, policies, problems);
            AlsoIn(manifest, problems);
            TestChecks.Component(manifest, problems);
            Upstream(manifest, problems);
        }

        RequirementCycles(components, problems);
    }

    private static void Name(
        string folder,
        ComponentManifest manifest,
        Dictionary<string, ComponentManifest> firstWithName,
        List<Problem> problems
    )
    {
        if (manifest.Name.Length == 0)
        {
            return; // the shape reported it
        }

        var where = manifest.Source["name"];
        if (!firstWithName.TryAdd(manifest.Name, manifest))
        {
            var first = firstWithName[manifest.Name].Source["name"];
            problems.Add(
                new Problem(
                    where,
                    $"two components are named {manifest.Name}, the other in {first}",
                    $"write name: {folder}"
                )
            );
        }
        else if (manifest.Name != folder)
        {
            problems.Add(
                new Problem(
                    where,
                    $"the name {manifest.Name} differs from the folder's, which is {folder}",
                    $"write name: {folder}, or rename the folder"
                )
            );
        }

        if (ComponentName.Reserved(manifest.Name, where) is { } reserved)
        {
            problems.Add(reserved);
        }
    }

    private static void Upstream(ComponentManifest manifest, List<Problem> problems)
    {
        var chartElsewhere = manifest is { Chart: not null, Type: not ComponentType.Helm };
        var modulesElsewhere = manifest is { Modules.IsEmpty: false, Type: not ComponentType.Terraform };
        foreach (
            var (key, type) in new[] { (chartElsewhere, "chart", "helm"), (modulesElsewhere, "modules", "terraform") }
                .Where(one => one.Item1)
                .Select(one => (one.Item2, one.Item3))
        )
        {
            problems.Add(
                new Problem(
                    manifest.Source[key],
                    $"{key} is for components of type {type}, and this one is of type {manifest.Type.ToString().ToLowerInvariant()}",
                    $"write type: {type}, or remove {key}"
                )
            );
        }

        problems.AddRange(manifest.Modules.SelectMany(module => Module(manifest, module)));
    }

    private static IEnumerable<Problem> Module(ComponentManifest manifest, UpstreamModule module)
    {
        var key = $"modules.{module.Name}";
        var git = GitSource.TryParse(module.Source, out var source, out _) ? source : null;
        if (git is { Folder: { } folder } && folder != module.Folder)
        {
            yield return new Problem(
                manifest.Source[$"{key}.folder"],
                $"{key} names the folder {module.Folder}, and its source the folder {folder}",
                "keep one of the two"
            );
        }

        if (git is null && module.Commit is not null)
        {
            yield return new Problem(
                manifest.Source[$"{key}.commit"],
                $"{key} names a commit, and its source is no Git repository",
                "remove commit, or write the source as Terraform writes one: git::https://git.example.com/network.git"
            );
        }
    }

    private static void Requirements(ComponentManifest manifest, LoadedComponents components, List<Problem> problems)
    {
        foreach (var (name, requirement) in manifest.Requires)
        {
            var where = manifest.Source[$"requires.{name}"];
            if (name == manifest.Name)
            {
                problems.Add(new Problem(where, $"{name} requires itself", "remove the line"));
                continue;
            }

            if (!components.MayBeInStore(name))
            {
                components.CheckKnown(name, where, $"{manifest.Name} requires", problems);
            }

            if (requirement.Range.IsEmpty)
            {
                problems.Add(
                    new Problem(
                        where,
                        $"no version is in the range {requirement.Range.Text}",
                        "write a range such as >=1.2 <2"
                    )
                );
            }
        }
    }

    private static void Inputs(ComponentManifest manifest, List<Problem> problems)
    {
        for (var index = 0; index < manifest.Inputs.Length; index++)
        {
            var input = manifest.Inputs[index];
            var where = manifest.Source[$"inputs.{input.ValuePath}"];
            if (!manifest.Requires.ContainsKey(input.Component))
            {
                var nearest = Suggestion.For(input.Component, manifest.Requires.Keys);
                problems.Add(
                    new Problem(
                        where,
                        $"the input comes from {input.Component}, which {manifest.Name} does not require",
                        nearest is null ? $"add {input.Component} to requires" : $"did you mean {nearest}?"
                    )
                );
            }

            var path = ValuePath.Split(input.ValuePath)!;
            for (var earlier = 0; earlier < index; earlier++)
            {
                var other = manifest.Inputs[earlier].ValuePath;
                if (BeginsWith(path, ValuePath.Split(other)!))
                {
                    problems.Add(
                        new Problem(
                            where,
                            $"the inputs {other} and {input.ValuePath} go to the same place",
                            "remove or move one of the two"
                        )
                    );
                }
            }
        }
    }

    /// <summary>Whether one path is the other, or leads through it.</summary>
    private static bool BeginsWith(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var common = Math.Min(left.Count, right.Count);
        return left.Take(common).SequenceEqual(right.Take(common));
    }

    private static void Policies(ComponentManifest manifest, IEnumerable<string> policies, List<Problem> problems)
    {
        for (var index = 0; index < manifest.Policies.Length; index++)
        {
            var policy = manifest.Policies[index];
            if (!policies.Contains(policy))
            {
                problems.Add(
                    new Problem(
                        manifest.Source.Value("policies", policy),
                        $"there is no policy {policy}",
                        Suggestion.Fix(policy, policies, "policy", "remove it", "policies")
                    )
                );
            }
        }
    }

    private static void AlsoIn(ComponentManifest manifest, List<Problem> problems)
    {
        foreach (var other in manifest.AlsoIn)
        {
            var where = manifest.Source.Value("also-in", other);
            if (manifest.Type == ComponentType.Terraform)
            {
                problems.Add(new Problem(where, "a Terraform root puts nothing into a namespace", "remove also-in"));
            }
            else if (other == manifest.Namespace)
            {
                problems.Add(
                    new Problem(where, $"{other} is the component's own namespace", "leave it out of also-in")
                );
            }
        }
    }

    private static void RequirementCycles(LoadedComponents components, List<Problem> problems)
    {
        var byName = new Dictionary<string, ComponentManifest>();
        foreach (var (_, manifest) in components.All)
        {
            if (manifest is { Name.Length: > 0 })
            {
                byName.TryAdd(manifest.Name, manifest);
            }
        }

        var cycles = Cycles.Find(
            byName.Keys,
            name => byName[name].Requires.Keys.Where(required => required != name && byName.ContainsKey(required))
        );
        foreach (var cycle in cycles)
        {
            var edges = cycle
                .Select((name, index) => byName[name].Source[$"requires.{cycle[(index + 1) % cycle.Count]}"])
                .ToArray();
            problems.Add(
                new Problem(
                    edges[0],
                    $"the requirements form a cycle: {string.Join(" -> ", cycle.Append(cycle[0]))}",
                    $"remove one of them, here or at {string.Join(" or ", edges.Skip(1))}"
                )
            );
        }
    }
}
