namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>What keeps a run from writing into an environment of a pool once it lost its lease of it.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Token">The token of the lease, which every entry in the environment's ledger carries.</param>
/// <param name="IsHeld">Whether the lease is still held, by the clock.</param>
/// <param name="LostText">What to say when it is not.</param>
public sealed record EnvironmentFence(string Environment, long Token, Func<bool> IsHeld, string LostText);
