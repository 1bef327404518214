using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>
/// The folder of the platform that a call is about: the launcher's, or the nearest one upwards. With <c>-C FOLDER</c> it is looked for
/// from there, whatever the launcher says, and relative paths count from there too.
/// </summary>
internal static class PlatformFolder
{
    private const string Marker = "platform.yaml";

    /// <summary>Finds it, and makes the folder of <c>-C</c> the current one.</summary>
    /// <exception cref="PlatformException">There is no such folder, or no platform in it or above it.</exception>
    public static Workspace Find(Arguments arguments)
    {
        var asked = arguments[Option.Directory];
        var named = Environment.GetEnvironmentVariable("PATH_TO_PROD_ROOT");
        if (asked is not null)
        {
            Enter(asked);
        }
        else if (!string.IsNullOrEmpty(named))
        {
            return new Workspace(Path.GetFullPath(named));
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return new Workspace(folder.FullName);
            }
        }

        return !NeedsPlatform(arguments)
            ? new Workspace(Environment.CurrentDirectory)
            : throw new PlatformException(
                ExitCode.WrongInput,
                $"There is no {Marker} in {Environment.CurrentDirectory} or above it.\n"
                    + "Start the program with build.sh, in a platform's folder, or with -C FOLDER. `--target=NewPlatform --to=FOLDER` makes a platform."
            );
    }

    private static bool NeedsPlatform(Arguments arguments) =>
        arguments[Option.Target] is { } name
        && !arguments.Has(Option.Help)
        && TargetCatalog.Find(name) is not { NeedsPlatform: false };

    private static void Enter(string folder)
    {
        try
        {
            Environment.CurrentDirectory = Path.GetFullPath(folder);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw PlatformException.Wrong(
                File.Exists(folder) ? $"-C {folder} is a file"
                    : Directory.Exists(folder) ? $"-C {folder} cannot be entered: {exception.Message}"
                    : $"-C {folder}: there is no such folder",
                "name the folder of a platform, or one below it"
            );
        }
    }
}
