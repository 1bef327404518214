using Cake.Core;
using Cake.Frosting;

namespace SampleHost;

public sealed class SampleContext(ICakeContext context) : FrostingContext(context)
{
    public string BuildConfiguration { get; } = context.Arguments.HasArgument("debug") ? "Debug" : "Release";
}
