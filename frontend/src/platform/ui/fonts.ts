/**
 * The shipped Chinese font, in subsets that load as their characters appear. The wall, the desk and the first page
 * import this; a phone has a Chinese font of its own and must load in little, so the field page does not.
 */
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
