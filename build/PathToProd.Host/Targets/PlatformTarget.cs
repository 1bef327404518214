using Cake.Frosting;

namespace PathToProd.Host.Targets;

/// <summary>A target that is about the platform as a whole, not about one component's stages.</summary>
internal abstract class PlatformTarget : FrostingTask<PlatformContext>
{
    public sealed override void Run(PlatformContext context) => Run(context.Invocation);

    protected abstract void Run(Invocation invocation);
}
