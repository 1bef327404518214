using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>Each reason why a program cannot be started has its own message.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StartFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void A_name_that_is_nowhere_on_the_path() =>
        Fails(new Command("helm-of-nobody", "lint") { Environment = Variables.Of("PATH", "/usr/bin:/bin") });

    [Test]
    public void A_name_that_is_on_the_path_but_not_executable()
    {
        _folder.Write("helm", "#!/bin/sh\n");
        Fails(new Command("helm", "lint") { Environment = Variables.Of("PATH", _folder.Path) });
    }

    [Test]
    public void A_path_that_does_not_exist() => Fails(new Command(_folder["tools/helm"], "lint"));

    [Test]
    public void A_file_that_is_not_executable() => Fails(new Command(_folder.Write("helm", "x")));

    [Test]
    public void A_folder() => Fails(new Command(Directory.CreateDirectory(_folder["helm"]).FullName));

    [Test]
    public void A_working_directory_that_does_not_exist() =>
        Fails(new Command("/bin/true") { WorkingDirectory = _folder["chart"] });

    [Test]
    public void A_working_directory_that_is_a_file() =>
        Fails(new Command("/bin/true") { WorkingDirectory = _folder.Program("chart", "") });

    [Test]
    public void A_script_whose_interpreter_is_missing() =>
        Fails(new Command(_folder.Program("script", "#!/opt/no/python3 -u\n")));

    [Test]
    public void A_script_with_the_line_ends_of_Windows() =>
        Fails(
            new Command(_folder.Program("script", "#!/bin/sh\r\necho\r\n")),
            message => message.Replace("\r", "<CR>")
        );

    [Test]
    public void A_script_without_a_first_line() => Fails(new Command(_folder.Program("script", "echo hello\n")));

    [Test]
    public void A_program_for_another_system() =>
        Fails(
            new Command(_folder.Program("tool", "MZ and the rest of a program for Windows")),
            message => message.Replace(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "<system>")
        );

    [Test]
    public void A_program_for_another_processor() =>
        Fails(
            new Command(Patched("tool", program => program[18] ^= 0xff)),
            message => message.Replace(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "<system>")
        );

    [Test]
    public void A_program_whose_loader_is_missing() =>
        Fails(
            new Command(Patched("tool", program => program[program.AsSpan().IndexOf("/ld-linux"u8) + 1] = (byte)'x'))
        );

    [Test]
    public void Arguments_that_are_too_large() =>
        Fails(
            new Command("/bin/true", new string('x', 10_000_000)),
            message => message.Replace(new string('x', 1000), "<x...>")
        );

    [Test]
    public void An_argument_with_a_zero_character() => Fails(new Command("/bin/true", "a\0b"));

    [Test]
    public void The_message_hides_secrets()
    {
        var scope = new ProcessScope { Redactor = new Redactor("hunter2") };
        var error = Should.Throw<PlatformException>(() =>
            new CommandRunner().Run(
                new Command("/opt/hunter2/tool", "--pw=hunter2") { WorkingDirectory = "/hunter2/x" },
                scope
            )
        );
        error.Message.ShouldNotContain("hunter2");
        error.InnerException.ShouldBeNull();
    }

    /// <summary>A program of this system, with a change.</summary>
    private string Patched(string name, Action<byte[]> change)
    {
        var program = File.ReadAllBytes("/bin/true");
        change(program);
        var file = _folder.Program(name, "");
        File.WriteAllBytes(file, program);
        return file;
    }

    private void Fails(
        Command command,
        Func<string, string>? normal = null,
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    )
    {
        var error = Should.Throw<PlatformException>(() => new CommandRunner().Run(command, new ProcessScope()));
        error.ExitCode.ShouldBe(ExitCode.Failed);
        Snapshot.Match((normal ?? (message => message))(error.Message.Replace(_folder.Path, "<folder>")), test);
    }
}
