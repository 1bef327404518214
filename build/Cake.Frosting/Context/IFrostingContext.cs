using Cake.Core;

namespace Cake.Frosting;

/// <summary>What every task and lifetime of a host gets: Cake's own context, and what the program adds to it.</summary>
public interface IFrostingContext : ICakeContext;
