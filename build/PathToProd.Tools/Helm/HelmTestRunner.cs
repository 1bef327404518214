using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm test</c>.</summary>
public sealed class HelmTestRunner(ICakeContext context) : HelmRunner<HelmTestSettings>(context)
{
    /// <summary>Runs the tests of a release; one that fails is a failure.</summary>
    public void Test(string release, HelmTestSettings settings)
    {
        var arguments = Begin("test", (release, "release's name"))
            .Each("--filter", settings.Filter)
            .Flag("--logs", settings.Logs)
            .Option("--timeout", settings.Timeout);
        Execute(settings, new ToolCall("helm test", End(arguments, settings)));
    }
}
