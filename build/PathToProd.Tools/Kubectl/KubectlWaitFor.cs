namespace Cake.Kubectl;

/// <summary>What to wait for.</summary>
public sealed record KubectlWaitFor
{
    private KubectlWaitFor(string text) => Text = text;

    /// <summary>That the resource is gone.</summary>
    public static KubectlWaitFor Deletion { get; } = new("delete");

    /// <summary>The condition as kubectl reads it.</summary>
    internal string Text { get; }

    /// <summary>That a condition in the resource's status has a value.</summary>
    /// <param name="name">The condition, such as <c>Available</c>.</param>
    /// <param name="value">The value; by default <c>true</c>.</param>
    public static KubectlWaitFor Condition(string name, string? value = null) =>
        new(value is null ? $"condition={name}" : $"condition={name}={value}");

    /// <summary>That a field has a value. Needs kubectl 1.23 or later.</summary>
    /// <param name="path">The field, such as <c>{.status.phase}</c>.</param>
    /// <param name="value">The value; null for any, which needs kubectl 1.31 or later.</param>
    public static KubectlWaitFor JsonPath(string path, string? value) =>
        new(value is null ? $"jsonpath={path}" : $"jsonpath={path}={value}");

    /// <inheritdoc />
    public override string ToString() => Text;
}
