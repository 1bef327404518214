namespace Cake.Frosting;

/// <summary>The task runs after another one, which is run for it. A class inherits the dependencies of its base classes.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class IsDependentOnAttribute : Attribute
{
    /// <param name="type">
    /// The task that runs first. A type that is not an <see cref="IFrostingTask"/> fails the run with a <see cref="FrostingException"/>.
    /// </param>
    public IsDependentOnAttribute(Type type)
    {
        Task = type;
    }

    /// <summary>The task that runs first.</summary>
    public Type Task { get; }
}
