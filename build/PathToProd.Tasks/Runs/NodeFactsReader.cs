using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Looks up what is known of components before a run of Build or Test, so that no task graph is made for those that have nothing
/// to do. What other targets do depends on what happens meanwhile, so that their stages look when their turn comes.
/// </summary>
internal sealed class NodeFactsReader(RunServices services, RunRequest request)
{
    private readonly bool _isLookedUp =
        request.Target.Stage is Stage.Build or Stage.Test
        && request.Options is { Force: false, UpdateSnapshots: false, Exclusive: false };

    /// <summary>The components of a run, several at once.</summary>
    public IReadOnlyDictionary<string, NodeFacts> Read(IReadOnlyList<ComponentManifest> components)
    {
        var facts = new NodeFacts[components.Count];
        SideBySide.For(facts.Length, at => facts[at] = Of(components[at]));
        var byName = new Dictionary<string, NodeFacts>(facts.Length, StringComparer.Ordinal);
        for (var at = 0; at < facts.Length; at++)
        {
            byName.Add(components[at].Name, facts[at]);
        }

        return byName;
    }

    private NodeFacts Of(ComponentManifest component)
    {
        if (!_isLookedUp)
        {
            return NodeFacts.None;
        }

        var source = services.Sources.Of(component);
        if (HasOwnTasks(source))
        {
            return NodeFacts.None with { HasOwnTasks = true };
        }

        var session = new ComponentSession(
            services,
            component,
            request.Environment,
            request.Options,
            ComponentProject.StandardDigest
        );
        var reader = new StageFactsReader(session);
        var build = reader.Build(source);
        if (request.Target.Stage == Stage.Build)
        {
            return new NodeFacts { Stages = [build] };
        }

        try
        {
            // Nothing that is not built can have been tested.
            return build.Same is null ? NodeFacts.None : new NodeFacts { Stages = [build, reader.Test(source)] };
        }
        catch (PlatformException)
        {
            // A tool is missing. All that are missing are reported later, at once.
            return NodeFacts.None;
        }
    }

    private static bool HasOwnTasks(ComponentSource source)
    {
        foreach (var file in source.Files)
        {
            if (file.Path.EndsWith(".csproj", StringComparison.Ordinal) && !file.Path.Contains('/'))
            {
                return true;
            }
        }

        return false;
    }
}
