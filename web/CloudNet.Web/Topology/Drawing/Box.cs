namespace CloudNet.Web.Topology.Drawing;

/// <summary>A rectangle in the drawing.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Right edge.</summary>
    public double Right => X + Width;

    /// <summary>Lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle.</summary>
    public Spot Centre => new(X + Width / 2, Y + Height / 2);

    /// <summary>A box of this size around a centre.</summary>
    public static Box Around(Spot centre, double width, double height) => new(centre.X - width / 2, centre.Y - height / 2, width, height);

    /// <summary>Whether the two are nearer to each other than <paramref name="gapX"/> across and <paramref name="gapY"/> down.</summary>
    public bool Crowds(Box other, double gapX, double gapY) =>
        X < other.Right + gapX && other.X < Right + gapX && Y < other.Bottom + gapY && other.Y < Bottom + gapY;

    /// <summary>Which part (0 to 1) of the way from <paramref name="from"/>, inside, to <paramref name="to"/> lies inside the box.</summary>
    public double PartInside(Spot from, Spot to)
    {
        var across = Part(from.X, to.X, X, Right);
        var down = Part(from.Y, to.Y, Y, Bottom);
        return Math.Clamp(Math.Min(across, down), 0, 1);
    }

    private static double Part(double from, double to, double low, double high) => (to - from) switch
    {
        > 0 and var way => (high - from) / way,
        < 0 and var way => (low - from) / way,
        _ => 1,
    };
}
