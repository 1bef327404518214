using System.Reflection;

namespace Cake.Frosting;

/// <summary>What a task class is bound to, and which members it has of its own.</summary>
internal sealed class TaskShape
{
    private readonly Type _task;
    private readonly Type _base;

    private TaskShape(Type task, Type bound)
    {
        _task = task;
        _base = bound;
    }

    /// <summary>The context that the task asks for, however deep in its base classes.</summary>
    public Type Context => _base.GenericTypeArguments[0];

    /// <summary>The only member whose name differs between the two kinds of task.</summary>
    public bool HasAction =>
        _base.GetGenericTypeDefinition() == typeof(FrostingTask<>)
            ? Overrides(nameof(FrostingTask.Run), Context)
            : Overrides(nameof(AsyncFrostingTask.RunAsync), Context);

    public bool HasCriterion => Overrides(nameof(FrostingTask.ShouldRun), Context);

    public bool HasErrorHandler => Overrides(nameof(FrostingTask.OnError), typeof(Exception), Context);

    public bool HasFinally => Overrides(nameof(FrostingTask.Finally), Context);

    /// <exception cref="InvalidOperationException">The class implements the interface alone.</exception>
    public static TaskShape Of(Type task)
    {
        for (var type = task; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && IsTaskBase(type.GetGenericTypeDefinition()))
            {
                return new TaskShape(task, type);
            }
        }

        throw new InvalidOperationException(
            "This method expects all IFrostingTask to be instances of FrostingTask or AsyncFrostingTask. "
                + $"{task.FullName} is neither."
        );
    }

    private static bool IsTaskBase(Type definition) =>
        definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>);

    private bool Overrides(string method, params Type[] parameters) =>
        _task.GetMethod(method, BindingFlags.Instance | BindingFlags.Public, parameters) is { } found
        && found.GetBaseDefinition().DeclaringType == _base
        && found.DeclaringType != _base;
}
