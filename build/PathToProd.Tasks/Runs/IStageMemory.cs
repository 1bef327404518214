using PathToProd.Components;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Knows of components that a target has nothing to do for, as its stages passed on the very same inputs. It is asked
/// before anything runs, so that thousands of them cost no task graph, no log and no place in the queue.
/// </summary>
public interface IStageMemory
{
    /// <summary>What the target would find; null when it has to run. Called from several threads at once.</summary>
    /// <param name="component">The component.</param>
    /// <param name="target">The target.</param>
    /// <param name="tasks">What identifies the component's tasks.</param>
    KnownNode? Find(ComponentManifest component, string target, string tasks);
}
