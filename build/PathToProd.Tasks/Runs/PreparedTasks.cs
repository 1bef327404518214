using System.Collections.Immutable;
using System.Reflection;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>The tasks that a component brings along, as they are before anything runs.</summary>
internal abstract record PreparedTasks
{
    private PreparedTasks() { }

    /// <summary>They can run.</summary>
    /// <param name="Own">The tasks; null when the component has none of its own.</param>
    /// <param name="Digest">What identifies them.</param>
    public sealed record Ready(Assembly? Own, string Digest) : PreparedTasks;

    /// <summary>They need not run: all that they depend on is as it was when they passed.</summary>
    /// <param name="Stages">The stages that are left out, each with the reason.</param>
    /// <param name="Digest">The digest of the artifact.</param>
    public sealed record Unchanged(ImmutableArray<StageResult> Stages, string Digest) : PreparedTasks;

    /// <summary>They do not compile.</summary>
    /// <param name="Failure">The compiler's own lines.</param>
    public sealed record Broken(PlatformException Failure) : PreparedTasks;
}
