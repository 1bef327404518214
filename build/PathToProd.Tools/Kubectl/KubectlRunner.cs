using Cake.Core;
using Cake.Core.IO;
using PathToProd.Model.ToolPins;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>What all kubectl runners share: the executable and the arguments for any command.</summary>
/// <typeparam name="TSettings">The settings of the command.</typeparam>
public abstract class KubectlRunner<TSettings> : PlatformTool<TSettings>
    where TSettings : KubectlSettings
{
    private readonly ICakeContext _context;

    /// <summary>A runner in the context.</summary>
    protected KubectlRunner(ICakeContext context)
        : base(context) => _context = context;

    /// <inheritdoc />
    protected override IReadOnlyList<Advice> KnownAdvice => KubectlAdvice.All;

    /// <inheritdoc />
    protected override IReadOnlyList<SignOfAge> SignsOfAge => KubectlAge.Signs;

    /// <inheritdoc />
    protected override string? Explain(TSettings settings, string text) =>
        (settings is not KubectlVersionSettings && KubectlAge.MayBeSkew(text) ? ExplainSkew(settings) : null)
        ?? base.Explain(settings, text);

    /// <inheritdoc />
    protected override string GetToolName() => "kubectl";

    /// <inheritdoc />
    protected override IEnumerable<string> GetToolExecutableNames() => ["kubectl", "kubectl.exe"];

    /// <summary>The command's words, then the positional arguments.</summary>
    protected static ProcessArgumentBuilder Begin(string command, params IEnumerable<string> positional)
    {
        var arguments = new ProcessArgumentBuilder();
        foreach (var word in command.Split(' '))
        {
            arguments.Append(word);
        }

        foreach (var value in positional)
        {
            arguments.Positional(value, $"argument of kubectl {command}");
        }

        return arguments;
    }

    /// <summary>Ends an argument list with what every command understands.</summary>
    protected static ProcessArgumentBuilder End(ProcessArgumentBuilder arguments, TSettings settings) =>
        EndOfWatch(arguments, settings).Option("--request-timeout", settings.RequestTimeout);

    /// <summary>As <see cref="End"/>, without the request timeout: it would cut a watch short.</summary>
    protected static ProcessArgumentBuilder EndOfWatch(ProcessArgumentBuilder arguments, TSettings settings) =>
        arguments
            .Option("--namespace", settings.Namespace)
            .Option("--context", settings.Context)
            .Option("--kubeconfig", settings.Kubeconfig)
            .Option("--as", settings.As);

    /// <summary>Asks both for their versions; a cluster that does not answer says nothing of its own.</summary>
    private string? ExplainSkew(TSettings settings)
    {
        try
        {
            return KubectlAge.ExplainSkew(
                new KubectlVersionRunner(_context).Version(
                    new KubectlVersionSettings
                    {
                        Kubeconfig = settings.Kubeconfig,
                        Context = settings.Context,
                        RequestTimeout = TimeSpan.FromSeconds(5),
                        ToolPath = settings.ToolPath,
                        ToolTimeout = TimeSpan.FromSeconds(10),
                    }
                )
            );
        }
        catch (PlatformException)
        {
            return null; // The failure that is being explained is reported anyway.
        }
    }
}
