using Cake.Core;

namespace Cake.Frosting;

/// <summary>What a run does before its first task. A host has one; the last registration wins.</summary>
public interface IFrostingSetup
{
    /// <summary>Called once. When it throws, no task runs, but the teardown does.</summary>
    void Setup(ICakeContext context, ISetupContext info);
}
