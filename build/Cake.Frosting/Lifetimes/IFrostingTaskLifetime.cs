namespace Cake.Frosting;

/// <summary>Setup and teardown of each task in one class.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
