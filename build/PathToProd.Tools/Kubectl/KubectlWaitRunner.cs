using Cake.Core;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl wait</c>.</summary>
public sealed class KubectlWaitRunner(ICakeContext context) : KubectlRunner<KubectlWaitSettings>(context)
{
    private const int MostCalls = 100;

    /// <summary>Waits until resources are as they should be; when they are not in time it is a failure.</summary>
    public void Wait(IEnumerable<string> resources, KubectlWaitFor what, KubectlWaitSettings settings)
    {
        var arguments = Begin("wait", resources)
            .Option("--for", what.Text)
            .Files(settings)
            .Option("--timeout", settings.Timeout)
            .Flag("--all", settings.All)
            .Flag("--all-namespaces", settings.AllNamespaces);
        var call = new ToolCall("kubectl wait", EndOfWatch(arguments, settings))
        {
            Input = KubectlFiles.Input(settings),
        };
        for (var calls = 1; ; calls++)
        {
            try
            {
                Execute(settings, call);
                return;
            }
            catch (PlatformException exception) when (calls < MostCalls && IsTooEarly(exception))
            {
                // It has not been looked at by its controller, which takes moments: each call is one.
            }
        }
    }

    /// <summary>
    /// Of a resource that has no status yet, kubectl fails at once instead of waiting for one.
    /// See https://github.com/kubernetes/kubernetes/issues/66439.
    /// </summary>
    private static bool IsTooEarly(PlatformException exception) =>
        exception.Message.Contains(".status.conditions accessor error: <nil>", StringComparison.Ordinal);
}
