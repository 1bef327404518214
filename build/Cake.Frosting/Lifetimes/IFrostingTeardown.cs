using Cake.Core;

namespace Cake.Frosting;

/// <summary>What a run does after its last task. A host has one; the last registration wins.</summary>
public interface IFrostingTeardown
{
    /// <summary>Called once, also after a failure. What it throws fails a run that had not failed already.</summary>
    void Teardown(ICakeContext context, ITeardownContext info);
}
