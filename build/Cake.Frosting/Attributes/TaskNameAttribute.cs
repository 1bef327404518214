namespace Cake.Frosting;

/// <summary>Gives a task another name than the simple name of its class. Names are compared without regard to case.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TaskNameAttribute : Attribute
{
    /// <param name="name">What <c>--target</c>, reports and logs call the task.</param>
    public TaskNameAttribute(string name)
    {
        Name = name;
    }

    /// <summary>What <c>--target</c>, reports and logs call the task.</summary>
    public string Name { get; }
}
