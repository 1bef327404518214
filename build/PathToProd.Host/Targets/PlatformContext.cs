using Cake.Core;
using Cake.Frosting;

namespace PathToProd.Host.Targets;

/// <summary>What the platform's own targets see.</summary>
internal sealed class PlatformContext(ICakeContext context, Invocation invocation) : FrostingContext(context)
{
    public Invocation Invocation => invocation;
}
