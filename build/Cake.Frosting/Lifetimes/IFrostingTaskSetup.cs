using Cake.Core;

namespace Cake.Frosting;

/// <summary>What a run does before each task. A host has one; the last registration wins.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Called for skipped tasks too. When it throws, the task does not run, but its teardown does.</summary>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
