using Cake.Core;

namespace Cake.Frosting;

internal static class ContextCast
{
    /// <summary>A cast that fails with the names of the two contexts and the remedy, not with a bare InvalidCastException.</summary>
    public static TContext To<TContext>(ICakeContext context, object user)
        where TContext : ICakeContext =>
        context is TContext own
            ? own
            : throw new FrostingException(
                $"{user.GetType().FullName} needs the context {typeof(TContext).FullName}, but this host has "
                    + $"{context?.GetType().FullName ?? "none"}. Name the context once, with UseContext<{typeof(TContext).Name}>()."
            );
}
