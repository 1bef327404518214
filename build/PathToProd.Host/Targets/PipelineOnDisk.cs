using System.Text.Json;
using PathToProd.Decisions.Pipelines;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>A generated file, and how the one that is there compares with it.</summary>
internal sealed record PipelineOnDisk(string System, PipelineFile File, PipelineFileState State)
{
    /// <summary>The state in words of a document: <c>up-to-date</c>.</summary>
    public string Word => JsonNamingPolicy.KebabCaseLower.ConvertName(State.ToString());

    /// <summary>Why it is not replaced without <c>--force</c>; null when nothing is lost.</summary>
    public Problem? Foreign =>
        State switch
        {
            PipelineFileState.Edited => new Problem(
                new SourcePosition(File.Path),
                "it was edited by hand since it was written, and was not changed",
                $"keep the edit elsewhere, then write {Command} --force"
            ),
            PipelineFileState.NeedlessEdited => new Problem(
                new SourcePosition(File.Path),
                "the platform no longer has this pipeline, but the file was edited by hand, and was not removed",
                $"keep the edit elsewhere, then write {Command} --force"
            ),
            PipelineFileState.NotGenerated => new Problem(
                new SourcePosition(File.Path),
                "something else wrote it, and it was not changed",
                $"move it away, or replace it with {Command} --force"
            ),
            _ => null,
        };

    /// <summary>True when it is to be removed, and not written.</summary>
    public bool IsNeedless => State is PipelineFileState.Needless or PipelineFileState.NeedlessEdited;

    private string Command => $"./build.sh --target=Pipelines --system={System}";

    /// <summary>What became of it, or what is wrong with it.</summary>
    public string Line(bool isWritten) =>
        State switch
        {
            PipelineFileState.UpToDate => $"{File.Path}: up to date",
            _ when isWritten => IsNeedless
                ? $"{File.Path}: removed; the platform no longer has this pipeline"
                : $"{File.Path}: written",
            PipelineFileState.Needless =>
                $"{File.Path}: the platform no longer has this pipeline; remove it with {Command}",
            PipelineFileState.NeedlessEdited =>
                $"{File.Path}: the platform no longer has this pipeline, but the file was edited by hand; keep the edit elsewhere, then write {Command} --force",
            PipelineFileState.Missing => $"{File.Path}: it is not there; write it with {Command}",
            PipelineFileState.Outdated =>
                $"{File.Path}: the platform or the program changed since it was written; write it again with {Command}",
            PipelineFileState.Edited =>
                $"{File.Path}: it was edited by hand since it was written; keep the edit elsewhere, then write {Command} --force",
            _ => $"{File.Path}: something else wrote it; move it away, or replace it with {Command} --force",
        };
}
