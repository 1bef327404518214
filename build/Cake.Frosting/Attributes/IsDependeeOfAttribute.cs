namespace Cake.Frosting;

/// <summary>
/// The reverse of <see cref="IsDependentOnAttribute"/>: the task runs before another one, without that one naming it.
/// A class inherits the attributes of its base classes.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class IsDependeeOfAttribute : Attribute
{
    /// <param name="type">
    /// The task that runs afterwards. A type that is not an <see cref="IFrostingTask"/> fails the run with a <see cref="FrostingException"/>.
    /// </param>
    public IsDependeeOfAttribute(Type type)
    {
        Task = type;
    }

    /// <summary>The task that runs afterwards.</summary>
    public Type Task { get; }
}
