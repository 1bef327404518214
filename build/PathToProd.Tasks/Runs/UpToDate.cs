using System.Collections.Immutable;
using PathToProd.Facts.Results;
using PathToProd.Facts.Runs;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Projects;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Finds the components for which a run of Build or Test has nothing to do, so that no task graph is made for them. Only for
/// the standard tasks: what tasks of a component's own do each time, they do each time.
/// </summary>
internal sealed class UpToDate(RunServices services, EnvironmentManifest environment, string target)
{
    private readonly bool _builds = target.Equals(nameof(Stage.Build), StringComparison.OrdinalIgnoreCase);

    private readonly bool _tests = target.Equals(nameof(Stage.Test), StringComparison.OrdinalIgnoreCase);

    /// <summary>The stages of a component, all of them unchanged; null when something has to run.</summary>
    public PreparedTasks.Unchanged? Find(ComponentManifest component)
    {
        var options = services.Options;
        if (!(_builds || _tests) || options.Force || options.UpdateSnapshots || options.Exclusive)
        {
            return null;
        }

        var source = services.Sources.Of(component);
        if (HasOwnTasks(source))
        {
            return null;
        }

        var session = new ComponentSession(services, component, environment, ComponentProject.StandardDigest);
        var built = Passed(component, Stage.Build, StageInputs.Build(session, source));
        if (built is null || !services.Store.HasParts(built.Artifact, built.Parts))
        {
            return null;
        }

        var stages = ImmutableArray.Create(
            Unchanged(Stage.Build, $"nothing it is made of has changed since run {built.Run}")
        );
        if (_tests)
        {
            var tools = NeededTools.ToTest(component.Type).Select(services.Tools.Get);
            if (Passed(component, Stage.Test, StageInputs.Test(session, source, tools)) is not { } tested)
            {
                return null;
            }

            stages = stages.Add(Unchanged(Stage.Test, $"the same content passed in run {tested.Run}"));
        }

        return new PreparedTasks.Unchanged(stages, built.Artifact);
    }

    private PassedStage? Passed(ComponentManifest component, Stage stage, InputDigests inputs) =>
        services.Results.Find(component.Name, stage.ToString(), inputs.Key);

    private static StageResult Unchanged(Stage stage, string note) =>
        new(stage.ToString(), TimeSpan.Zero, StageOutcome.Unchanged, note, LogFile: null);

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
