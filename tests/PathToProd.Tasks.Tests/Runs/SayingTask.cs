using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>A task that only says that it ran.</summary>
public abstract class SayingTask : ComponentTask
{
    protected override void Execute(ComponentContext context) => context.Note("own task");
}
