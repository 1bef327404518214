using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>The groups of <c>platform.yaml</c>: each has members, each component is in one at most, and they can be deployed in some order.</summary>
internal static class GroupChecks
{
    public static void Run(
        PlatformManifest? platform,
        IEnumerable<EnvironmentManifest> environments,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        if (platform is null)
        {
            return;
        }

        var places = new Dictionary<string, (string Group, SourcePosition Where)>(StringComparer.Ordinal);
        foreach (var (group, members) in platform.Groups)
        {
            Name(platform, group, components, problems);
            if (members.Count == 0)
            {
                problems.Add(
                    new Problem(
                        platform.Source[$"groups.{group}"],
                        $"the group {group} is empty",
                        $"name its components, such as \"{group}: [ingress]\", or remove it"
                    )
                );
            }

            for (var index = 0; index < members.Count; index++)
            {
                Member(platform, group, index, places, components, problems);
            }
        }

        Order(platform, components, problems);
        problems.AddRange(
            from environment in environments
            where environment.DeploymentModel == DeploymentModel.Groups && platform.Groups.IsEmpty
            select new Problem(
                environment.Source["deployment-model"],
                $"{environment.Name} deploys groups, and platform.yaml has none",
                "add a line such as \"groups: { edge: [ingress, external-dns] }\" there, or write deployment-model: decoupled"
            )
        );
    }

    private static void Name(
        PlatformManifest platform,
        string group,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        var where = platform.Source[$"groups.{group}"];
        if (ComponentName.Reserved(group, where) is { } reserved)
        {
            problems.Add(reserved);
        }
        else if (components.Known.Contains(group))
        {
            problems.Add(
                new Problem(
                    where,
                    $"the group {group} has the name of a component, and on the command line a name means one thing",
                    "choose another name for the group"
                )
            );
        }
    }

    private static void Member(
        PlatformManifest platform,
        string group,
        int index,
        Dictionary<string, (string Group, SourcePosition Where)> places,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        var member = platform.Groups[group][index];
        var where = platform.Source[$"groups.{group}.{index}"];
        if (!components.MayBeInStore(member))
        {
            components.CheckKnown(member, where, $"the group {group} has", problems);
        }

        if (!places.TryAdd(member, (group, where)))
        {
            var (other, place) = places[member];
            problems.Add(
                new Problem(
                    where,
                    $"{member} is in two groups, {other} and {group}, and a component has one lifecycle",
                    $"remove it here or at {place}"
                )
            );
        }
    }

    /// <summary>What requires must come after what is required; two groups that each have both cannot.</summary>
    private static void Order(PlatformManifest platform, LoadedComponents components, List<Problem> problems)
    {
        if (platform.Groups.IsEmpty || platform.Groups.Keys.Any(components.Known.Contains))
        {
            return;
        }

        var requires = components
            .All.Where(one => one.Manifest is not null)
            .ToDictionary(one => one.Folder, one => one.Manifest!.Requires.Keys, StringComparer.Ordinal);
        var units = DeploymentUnits.OfGroups(platform.Groups, requires.Keys);
        var all = units.Of(requires.Keys);
        var byName = all.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        foreach (var cycle in Cycles.Find(byName.Keys, name => Next(name).Select(step => step.To).Distinct()))
        {
            // A cycle among components alone is a problem of its own.
            if (cycle.All(name => byName[name].Members.Count == 1))
            {
                continue;
            }

            var steps = cycle
                .Select((name, index) => Next(name).First(step => step.To == cycle[(index + 1) % cycle.Count]).Text)
                .ToArray();
            var group = cycle.First(name => byName[name].Members.Count > 1);
            problems.Add(
                new Problem(
                    platform.Source[$"groups.{group}"],
                    $"there is no order in which to deploy these: {string.Join(" -> ", cycle.Append(cycle[0]))}, as {Prose.List(steps)}",
                    "put all of them into one group, or take one of these components out of its group"
                )
            );
        }

        IEnumerable<(string To, string Text)> Next(string unit) =>
            from member in byName[unit].Members
            from required in requires[member]
            where requires.ContainsKey(required)
            let to = units.Of(required).Name
            where to != unit
            select (to, $"{member} requires {required}");
    }
}
