namespace Cake.Frosting;

/// <summary>One line about a task, shown by <c>--description</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TaskDescriptionAttribute : Attribute
{
    /// <param name="description">The line that <c>--description</c> shows.</param>
    public TaskDescriptionAttribute(string description)
    {
        Description = description;
    }

    /// <summary>The line that <c>--description</c> shows.</summary>
    public string Description { get; }
}
