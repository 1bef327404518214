namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>Where records are: one request after the other.</summary>
internal interface IBackend
{
    /// <summary>Whether servers may say that they could not finish.</summary>
    bool IsCluster { get; }

    /// <summary>Carries a request out and returns how its answer is put into it.</summary>
    Action Handle(Step.Call call);
}
