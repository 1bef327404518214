using System.Reflection;
using System.Runtime.InteropServices;
using Cake.Core;

namespace Cake.Frosting;

/// <summary>One task, registered with the engine. Only what its class overrides is registered: the engine asks what a task has.</summary>
internal sealed class TaskRegistration(IFrostingTask task, TaskShape shape, Interruption interruption)
{
    private readonly Type _type = task.GetType();

    public void AddTo(ICakeEngine engine)
    {
        var builder = engine.RegisterTask(TaskNames.Of(_type));
        if (_type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
        {
            builder.Description(description.Description);
        }

        AddCriteria(builder);
        AddActions(builder);
        AddErrorHandlers(builder);
        AddDependencies(builder);
    }

    /// <summary>The engine asks the criteria just before a task, so the first one stops an interrupted run.</summary>
    private void AddCriteria(CakeTaskBuilder builder)
    {
        var criteria = ((CakeTask)builder.Task).Criterias;
        builder.WithCriteria(context =>
        {
            interruption.ThrowIfStopped();
            if (shape.HasCriterion && !task.ShouldRun(context))
            {
                // The engine stores the reason with the criterion; ours is known only once the task has refused.
                // It is enumerating this list: writing to the span does not count as changing it.
                CollectionsMarshal.AsSpan(criteria)[1] = new CakeTaskCriteria(_ => false, SkippedMessage());
            }

            return true;
        });
        builder.WithCriteria(true);
    }

    private string SkippedMessage()
    {
        var message = task.SkippedMessage;
        return
            string.IsNullOrEmpty(message)
            && _type.GetProperty(nameof(IFrostingTask.SkippedMessage), typeof(string)) is { GetMethod: not null } own
            ? own.GetValue(task) as string
            : message;
    }

    private void AddActions(CakeTaskBuilder builder)
    {
        if (shape.HasAction)
        {
            builder.Does(context => RunAsync(task, context));
        }

        if (shape.HasFinally)
        {
            builder.Finally(context => interruption.CleanUp(() => task.Finally(context)));
        }
    }

    private void AddErrorHandlers(CakeTaskBuilder builder)
    {
        if (_type.IsDefined(typeof(ContinueOnErrorAttribute), inherit: false))
        {
            builder.ContinueOnError();
        }

        if (shape.HasErrorHandler)
        {
            builder.OnError((exception, context) => interruption.CleanUp(() => task.OnError(exception, context)));
        }
    }

    private void AddDependencies(CakeTaskBuilder builder)
    {
        foreach (var dependency in _type.GetCustomAttributes<IsDependentOnAttribute>())
        {
            builder.IsDependentOn(NameOf(dependency.Task, "dependency"));
        }

        foreach (var dependee in _type.GetCustomAttributes<IsDependeeOfAttribute>())
        {
            builder.IsDependeeOf(NameOf(dependee.Task, "reverse dependency"));
        }
    }

    private static string NameOf(Type type, string role) =>
        typeof(IFrostingTask).IsAssignableFrom(type)
            ? TaskNames.Of(type)
            : throw new FrostingException($"The {role} '{type?.Name}' is not a valid task.");

    /// <summary>Awaiting throws the first failure only; several are kept together.</summary>
    private static async Task RunAsync(IFrostingTask task, ICakeContext context)
    {
        var running =
            task.RunAsync(context)
            ?? throw new InvalidOperationException($"{task.GetType().FullName} returned no task from RunAsync.");
        try
        {
            await running.ConfigureAwait(false);
        }
        catch when (running.Exception is { InnerExceptions.Count: > 1 })
        {
            throw running.Exception;
        }
    }
}
