using System.Reflection;

namespace Cake.Frosting;

internal static class TaskNames
{
    /// <summary>What <see cref="TaskNameAttribute"/> says, else the simple name of the class.</summary>
    public static string Of(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;
}
