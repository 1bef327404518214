using PathToProd.Decisions.Compatibility;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Shows which tests of a version set must run again, and which evidence still counts.</summary>
internal static class RetestTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Retest",
            "shows which tests of a version set must run again, and which evidence still counts",
            "A test must run again when something it covers changed, or the test itself, a tool or Kubernetes. It runs nothing.",
            [Option.Set, Option.Environment]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var set = new SetReferences(invocation).Need(Option.Set);
        var environment = invocation.Environment.Name;
        var evidence = new EvidenceView(invocation);
        using var stores = new Stores(invocation);
        var chosen = ChosenVersions.OfSet(invocation.Model, set, stores.Find);
        var retest = Retest.Of(
            set.Members,
            DeclaredTests.Of(chosen.Model.Components.Values, chosen.Model.Platform, Script),
            environment,
            evidence.Reading.Entries,
            evidence.Rules
        );
        var file = evidence.Reading.File;
        return new Report
        {
            Text = style => RetestReport.Text(retest, set.Name, environment, file, style, evidence.Rules.Now),
            Json = () => RetestReport.Json(retest, set.Name, set.Digest, environment, file),
        };

        Digest Script(ComponentManifest? component, string script)
        {
            var folder = component is null
                ? invocation.Workspace.Root
                : stores.Local.Unpack(chosen.Given[component.Name]);
            var path = Path.Combine(folder, script);
            return File.Exists(path) ? Digest.Of(File.ReadAllBytes(path)) : Digest.None;
        }
    }
}
