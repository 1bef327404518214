using Cake.Core;

namespace PathToProd.Tasks.Tools.Kubectl;

/// <summary>Runs <c>kubectl wait</c>.</summary>
public sealed class KubectlWaitRunner(ICakeContext context) : KubectlRunner<KubectlWaitSettings>(context)
{
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
        Execute(settings, call);
    }
}
