using Cake.Core;
using Cake.Frosting;

namespace PathToProd.Tasks.Stages;

/// <summary>Records every task of a component, those of its own included.</summary>
internal sealed class StageLifetime : FrostingTaskLifetime<ComponentContext>
{
    public override void Setup(ComponentContext context, ITaskSetupContext info) =>
        context.Work.Stages.Begin(info.Task.Name);

    public override void Teardown(ComponentContext context, ITaskTeardownContext info) => context.Work.Stages.End(info);
}
