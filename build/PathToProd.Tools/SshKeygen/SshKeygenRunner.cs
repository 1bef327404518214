using System.Globalization;
using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.SshKeygen;

/// <summary>What all ssh-keygen runners share: the executable, and the arguments for any command.</summary>
/// <typeparam name="TSettings">The settings of the command.</typeparam>
public abstract class SshKeygenRunner<TSettings> : PlatformTool<TSettings>
    where TSettings : SshKeygenSettings
{
    /// <summary>A runner in the context.</summary>
    protected SshKeygenRunner(ICakeContext context)
        : base(context) { }

    /// <inheritdoc />
    protected override string GetToolName() => "ssh-keygen";

    /// <inheritdoc />
    protected override IEnumerable<string> GetToolExecutableNames() => ["ssh-keygen", "ssh-keygen.exe"];

    /// <summary>There is no one to ask for a passphrase.</summary>
    protected override void AddVariables(TSettings settings, IDictionary<string, string?> variables)
    {
        variables["SSH_ASKPASS_REQUIRE"] = "never";
        variables["LC_ALL"] = "C";
    }

    /// <summary>The command, and what every command understands.</summary>
    protected static ProcessArgumentBuilder Begin(string command, TSettings settings)
    {
        var arguments = new ProcessArgumentBuilder().Append("-Y").Append(command);
        return settings.Verbose == true ? arguments.Append("-v") : arguments;
    }

    /// <summary>Who may sign, and when.</summary>
    protected static ProcessArgumentBuilder Signers(ProcessArgumentBuilder arguments, SshKeygenSignerSettings settings)
    {
        if (settings.VerifyTime is { } time)
        {
            var moment = time.ToUniversalTime().ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
            arguments.Append($"-Overify-time={moment}");
        }

        return arguments.Append("-f").Word(settings.AllowedSigners.FullPath);
    }

    /// <summary>Asks something that may have a bad answer.</summary>
    protected SshKeygenAnswer Ask(TSettings settings, string name, ProcessArgumentBuilder arguments, string text)
    {
        var call = new ToolCall(name, arguments)
        {
            IsCaptured = true,
            Input = (ProcessStandardInput)text,
            Answers = [1, 255],
        };
        var result = Execute(settings, call);
        return new SshKeygenAnswer(result.ExitCode == 0, result.Lines, result.Error);
    }
}
