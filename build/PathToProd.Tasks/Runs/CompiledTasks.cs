using System.Reflection;

namespace PathToProd.Tasks.Runs;

/// <summary>The compiled tasks that a component brings along.</summary>
/// <param name="Assembly">The tasks; null when the component has none of its own.</param>
/// <param name="Digest">What identifies them.</param>
internal sealed record CompiledTasks(Assembly? Assembly, string Digest);
