using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The context, the tasks and the lifetimes of the host: all made first, then passed to Cake's engine.</summary>
internal sealed class EngineSetup(
    IServiceProvider services,
    ICakeEngine engine,
    ICakeLog log,
    Interruption interruption
)
{
    private readonly IFrostingContext _context = services.GetRequiredService<IFrostingContext>();
    private readonly IReadOnlyList<IFrostingTask> _tasks = [.. services.GetServices<IFrostingTask>()];
    private readonly IFrostingSetup _setup = services.GetService<IFrostingSetup>();
    private readonly IFrostingTeardown _teardown = services.GetService<IFrostingTeardown>();
    private readonly IFrostingTaskSetup _taskSetup = services.GetService<IFrostingTaskSetup>();
    private readonly IFrostingTaskTeardown _taskTeardown = services.GetService<IFrostingTaskTeardown>();

    public void Register()
    {
        foreach (var task in _tasks)
        {
            RegisterTask(task);
        }

        RegisterLifetimes();
    }

    private void RegisterTask(IFrostingTask task)
    {
        var shape = TaskShape.Of(task.GetType());
        var name = TaskNames.Of(task.GetType());
        log.Debug("Registering task: {0}", name);
        if (shape.Context.IsInstanceOfType(_context))
        {
            new TaskRegistration(task, shape, interruption).AddTo(engine);
        }
        else
        {
            log.Warning(
                "Task cannot be used since the context isn't convertible to {0}. It is '{1}' ({2}); the context of this host is {3}.",
                shape.Context.FullName,
                name,
                task.GetType().FullName,
                _context.GetType().FullName
            );
        }
    }

    private void RegisterLifetimes()
    {
        if (_setup is not null)
        {
            log.Debug("Registering setup: {0}", _setup.GetType().Name);
            engine.RegisterSetupAction(info => _setup.Setup(_context, info));
        }

        if (_teardown is not null)
        {
            log.Debug("Registering teardown: {0}", _teardown.GetType().Name);
            engine.RegisterTeardownAction(info => interruption.CleanUp(() => _teardown.Teardown(_context, info)));
        }

        if (_taskSetup is not null)
        {
            log.Debug("Registering task setup: {0}", _taskSetup.GetType().Name);
            engine.RegisterTaskSetupAction(info => _taskSetup.Setup(_context, info));
        }

        if (_taskTeardown is not null)
        {
            log.Debug("Registering task teardown: {0}", _taskTeardown.GetType().Name);
            engine.RegisterTaskTeardownAction(info =>
                interruption.CleanUp(() => _taskTeardown.Teardown(_context, info))
            );
        }
    }
}
