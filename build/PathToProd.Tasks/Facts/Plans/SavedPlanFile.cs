using PathToProd.Facts.Plans;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Plans;

/// <summary>The file of a plan, which only its owner may read. It is never a part of an artifact.</summary>
public sealed class SavedPlanFile
{
    private readonly string _path;

    private SavedPlanFile(Workspace workspace, string path) => (_path, Shown) = (path, workspace.Show(path));

    /// <summary>The file as messages name it.</summary>
    public string Shown { get; }

    /// <summary>The file, below the root when it is in there; null when it is elsewhere.</summary>
    public static string? InRoot(Workspace workspace, string path)
    {
        var relative = Path.GetRelativePath(workspace.Root, Path.GetFullPath(path)).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    /// <summary>The file that a plan is going to be saved in.</summary>
    /// <param name="workspace">Where everything is.</param>
    /// <param name="path">As the user wrote it.</param>
    /// <exception cref="PlatformException">Nothing can or may be written there (exit code 2).</exception>
    public static SavedPlanFile ToWrite(Workspace workspace, string path)
    {
        var file = new SavedPlanFile(workspace, Path.GetFullPath(path));
        if (Directory.Exists(file._path))
        {
            throw PlatformException.Wrong(
                $"--save={path} is a folder",
                $"name a file in it: --save={path.TrimEnd('/')}/plan.json"
            );
        }

        if (InRoot(workspace, path) is { } relative && relative.StartsWith("components/", StringComparison.Ordinal))
        {
            throw PlatformException.Wrong(
                $"--save={path} is in components/, of which artifacts are made, and a plan may never be in one",
                "save it elsewhere: --save=plan.json"
            );
        }

        var probe = $"{file._path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file._path)!);
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PlatformException.Wrong(
                $"the plan cannot be saved: {exception.Message.TrimEnd('.')}",
                "name a file in a folder that this user may write: --save=plan.json"
            );
        }

        return file;
    }

    /// <summary>The file of a plan that is going to be applied.</summary>
    public static SavedPlanFile ToRead(Workspace workspace, string path) => new(workspace, Path.GetFullPath(path));

    /// <summary>Removes what an earlier run left there: a plan that stays would be taken for one of this run.</summary>
    public void Forget() => File.Delete(_path);

    /// <summary>Writes the plan, whole or not at all.</summary>
    /// <exception cref="PlatformException">It cannot be written.</exception>
    public void Write(EnvironmentPlan plan)
    {
        try
        {
            AtomicFile.Write(_path, PlanText.Write(plan), isPrivate: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The plan was made and could not be saved: {exception.Message} Plan again with another --save.",
                exception
            );
        }
    }

    /// <summary>Reads the plan.</summary>
    /// <exception cref="PlatformException">There is none, or it is not as it was written: all problems (exit code 2).</exception>
    public EnvironmentPlan Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(_path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw PlatformException.Wrong(
                $"there is no plan {Shown}",
                $"make one: ./build.sh --target=Plan --component=all --environment=NAME --save={Shown}"
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PlatformException.Wrong(
                $"the plan {Shown} cannot be read: {exception.Message.TrimEnd('.')}",
                "name a file that this user may read"
            );
        }

        var reading = PlanText.Read(Shown, text);
        return reading.Plan ?? throw new PlatformException(reading.Problems);
    }
}
