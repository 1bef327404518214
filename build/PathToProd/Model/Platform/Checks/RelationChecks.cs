using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>The names and ranges by which manifests speak of components, beside <c>requires</c>.</summary>
internal static class RelationChecks
{
    /// <summary>What a component says about others that need not be there, and what its tests cover.</summary>
    public static void Component(ComponentManifest manifest, LoadedComponents components, List<Problem> problems)
    {
        foreach (var optional in manifest.Optional.Values)
        {
            var where = manifest.Source[$"optional.{optional.Component}"];
            Relation(manifest.Name, "optionally requires", optional, where, components, problems);
            if (manifest.Requires.ContainsKey(optional.Component))
            {
                problems.Add(
                    new Problem(
                        where,
                        $"{manifest.Name} requires {optional.Component}, so that is not optional",
                        "remove one of the two lines"
                    )
                );
            }
        }

        foreach (var conflict in manifest.Conflicts.Values)
        {
            var where = manifest.Source[$"conflicts.{conflict.Component}"];
            Relation(manifest.Name, "conflicts with", conflict, where, components, problems);
        }

        if (manifest.Kubernetes is { IsEmpty: true } kubernetes)
        {
            problems.Add(NoVersion(manifest.Source["kubernetes"], kubernetes.Text));
        }

        Covers(manifest.Tests, manifest.Source, components, problems);
    }

    /// <summary>What the platform's own tests cover.</summary>
    public static void Platform(PlatformManifest? platform, LoadedComponents components, List<Problem> problems)
    {
        if (platform is not null)
        {
            Covers(platform.Tests, platform.Source, components, problems);
        }
    }

    /// <summary>What environments hold.</summary>
    public static void Environments(
        IEnumerable<EnvironmentManifest> environments,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        foreach (var environment in environments)
        {
            foreach (var hold in environment.Holds.Values)
            {
                var where = environment.Source[$"holds.{hold.Component}"];
                if (!components.MayBeInStore(hold.Component))
                {
                    components.CheckKnown(hold.Component, where, "this holds", problems);
                }

                if (hold.Range.IsEmpty)
                {
                    problems.Add(NoVersion(environment.Source[$"holds.{hold.Component}.range"], hold.Range.Text));
                }
            }
        }
    }

    private static void Relation(
        string name,
        string verb,
        Requirement other,
        SourcePosition where,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        if (other.Component == name)
        {
            problems.Add(new Problem(where, $"{name} {verb} itself", "remove the line"));
            return;
        }

        if (!components.MayBeInStore(other.Component))
        {
            components.CheckKnown(other.Component, where, $"{name} {verb}", problems);
        }

        if (other.Range.IsEmpty)
        {
            problems.Add(NoVersion(where, other.Range.Text));
        }
    }

    private static void Covers(
        IReadOnlyList<IntegrationTest> tests,
        SourceMap source,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        for (var test = 0; test < tests.Count; test++)
        {
            for (var index = 0; index < tests[test].Covers.Length; index++)
            {
                var covered = tests[test].Covers[index];
                if (!components.MayBeInStore(covered))
                {
                    var where = source[$"tests.{test}.covers.{index}"];
                    components.CheckKnown(covered, where, $"the test {tests[test].Name} covers", problems);
                }
            }
        }
    }

    private static Problem NoVersion(SourcePosition where, string range) =>
        new(where, $"no version is in the range {range}", "write a range such as >=1.2 <2");
}
