using System.Reflection;
using PathToProd.Reporting;

namespace PathToProd.Tasks.Runs;

/// <summary>The tasks that a component brings along, as they are before anything runs.</summary>
internal abstract record PreparedTasks
{
    private PreparedTasks() { }

    /// <summary>They can run.</summary>
    /// <param name="Own">The tasks; null when the component has none of its own.</param>
    /// <param name="Digest">What identifies them.</param>
    public sealed record Ready(Assembly? Own, string Digest) : PreparedTasks;

    /// <summary>They do not compile.</summary>
    /// <param name="Failure">The compiler's own lines.</param>
    public sealed record Broken(PlatformException Failure) : PreparedTasks;
}
