using PathToProd.Reporting;
using PathToProd.Tasks.Artifacts;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Makes the component's artifact, unless one with the same content is there already.</summary>
public abstract class BuildComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var problems = Check(context).Concat(MissingScript(context)).ToArray();
        if (problems.Length > 0)
        {
            throw new PlatformException(problems);
        }

        var artifact = ArtifactFolder.Describe(context.Workspace, context.Component);
        if (ArtifactFolder.IsBuilt(artifact))
        {
            context.Unchanged("the same content is built already");
        }
        else
        {
            var content = ArtifactFolder.Content(context.Workspace.Component(artifact.Component), context.Component);
            ArtifactFolder.Make(artifact, content);
        }

        context.Artifact = artifact;
    }

    /// <summary>What is wrong with the sources so that no artifact can be made of them.</summary>
    protected abstract IEnumerable<Problem> Check(ComponentContext context);

    private static IEnumerable<Problem> MissingScript(ComponentContext context)
    {
        var component = context.Component;
        if (
            component.Smoke?.Script is { } script
            && !File.Exists(Path.Combine(context.Workspace.Component(component.Name), script))
        )
        {
            yield return new Problem(
                component.Source["smoke.script"],
                $"the smoke test components/{component.Name}/{script} does not exist",
                "add it, or correct its path"
            );
        }
    }
}
