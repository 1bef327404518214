using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Tells Cake's engine the tasks and lifetimes of the host.</summary>
internal sealed class EngineSetup(
    IServiceProvider services,
    ICakeEngine engine,
    ICakeLog log,
    Interruption interruption
)
{
    public void Register()
    {
        var context = services.GetRequiredService<IFrostingContext>();
        RegisterLifetimes(context);
        foreach (var task in services.GetServices<IFrostingTask>())
        {
            RegisterTask(task, context);
        }
    }

    private void RegisterLifetimes(IFrostingContext context)
    {
        if (services.GetService<IFrostingSetup>() is { } setup)
        {
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        }

        if (services.GetService<IFrostingTeardown>() is { } teardown)
        {
            engine.RegisterTeardownAction(info => interruption.CleanUp(() => teardown.Teardown(context, info)));
        }

        if (services.GetService<IFrostingTaskSetup>() is { } taskSetup)
        {
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        }

        if (services.GetService<IFrostingTaskTeardown>() is { } taskTeardown)
        {
            engine.RegisterTaskTeardownAction(info => interruption.CleanUp(() => taskTeardown.Teardown(context, info)));
        }
    }

    private void RegisterTask(IFrostingTask task, IFrostingContext context)
    {
        var shape = TaskShape.Of(task.GetType());
        if (shape.Context.IsInstanceOfType(context))
        {
            new TaskRegistration(task, shape, interruption).AddTo(engine);
        }
        else
        {
            log.Warning(
                "Task cannot be used since the context isn't convertible to {0}. It is '{1}' ({2}); the context of this host is {3}.",
                shape.Context.FullName,
                TaskNames.Of(task.GetType()),
                task.GetType().FullName,
                context.GetType().FullName
            );
        }
    }
}
