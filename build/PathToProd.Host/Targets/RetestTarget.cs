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
    public static void Run(Invocation invocation)
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
        invocation.Output.Write(
            invocation.IsJson
                ? RetestReport.Json(retest, set.Name, set.Digest, environment, file)
                : RetestReport.Text(retest, set.Name, environment, file, invocation.Style, evidence.Rules.Now)
        );

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
