using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Checks the sources without making anything: what Build checks, and what the tool itself says of them.</summary>
public abstract class LintComponent : ComponentTask
{
    /// <inheritdoc />
    public override bool ShouldRun(ComponentContext context) => !context.IsFromStore;

    /// <inheritdoc />
    protected sealed override void Execute(ComponentContext context)
    {
        var problems = Problems(context).ToArray();
        if (problems.Length > 0)
        {
            throw PlatformException.Failed(problems);
        }
    }

    /// <summary>What is wrong.</summary>
    protected abstract IEnumerable<Problem> Problems(ComponentContext context);
}
