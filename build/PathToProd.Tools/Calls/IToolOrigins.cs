using PathToProd.Model.ToolPins;

namespace PathToProd.Tools.Calls;

/// <summary>A Cake context that knows which programs it starts. In another one failures are explained without their versions.</summary>
public interface IToolOrigins
{
    /// <summary>What <c>build/tools.yaml</c> says of a tool, and the program that is used; null when it has no such tool.</summary>
    (ToolPin Pin, FoundTool Found)? OriginOf(string tool);
}
