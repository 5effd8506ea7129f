namespace Tegula.Indicators.Baselines;

/// <summary>What an indicator needs to see of a network at initialisation. Indicators that need the same share one pass.</summary>
[Flags]
public enum NetworkViews
{
    /// <summary>The weights alone.</summary>
    None = 0,

    /// <summary>For each pair of samples, on how many rectifiers' states they agree.</summary>
    Agreement = 1,

    /// <summary>How many different patterns of states over the samples the rectifiers show.</summary>
    UnitPatterns = 2,

    /// <summary>Gradients of the loss with respect to the weights.</summary>
    Gradient = 4,

    /// <summary>Gradients of the loss on a second minibatch.</summary>
    SecondGradient = 8,

    /// <summary>For each channel that a convolution computes and each sample, the derivative of the loss by a factor in front of the channel.</summary>
    ChannelSaliencies = 16,

    /// <summary>Gradients of the sum of a sample's logits with respect to the images.</summary>
    InputGradient = 32,

    /// <summary>Gradients of the loss where all weights are slightly larger, and slightly smaller, while the rectifiers keep their states.</summary>
    ScaledGradients = 64,

    /// <summary>The flow of magnitudes from a constant image to the outputs, without batch norm.</summary>
    SynapticFlow = 128,

    /// <summary>How far the features of two near images lie apart, with weights and images from the standard normal.</summary>
    GaussianPair = 256,

    /// <summary>The Fisher information of one weight of each tensor, in the small network of the tangent kernel.</summary>
    FisherInformation = 512,

    /// <summary>Singular values of the Jacobian of every weight layer, on a few images.</summary>
    Isometry = 1024,
}
