namespace Cake.Frosting;

/// <summary>
/// Lets the run go on when the task fails: the failure is logged and reported, the exit code stays 0.
/// A task that also overrides <c>OnError</c> is refused, as a task has one error handler at most.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
