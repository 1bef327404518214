using Cake.Core;

namespace Cake.Frosting;

/// <summary>What a run does after each task. A host has one; the last registration wins.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Called for skipped and failed tasks too. What it throws fails a task that had not failed already.</summary>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
